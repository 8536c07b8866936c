/** Where the page is drawn. */
export function pageRoot(document: Document): HTMLElement {
  const root = document.getElementById('page');
  if (root === null) throw new Error('the page has no element #page');
  return root;
}
