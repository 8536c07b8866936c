const REFUSED = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart', 'auxclick'] as const;

/** Takes from the page what a browser offers beyond it: menus, selection, dragging, zoom. */
export function lockDown(page: Window): void {
  for (const name of REFUSED) page.addEventListener(name, (event) => event.preventDefault());
  page.addEventListener('wheel', (event) => event.preventDefault(), { passive: false });
  page.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && ['+', '-', '=', '0', 'p', 's'].includes(event.key))
      event.preventDefault();
  });
}
