/** Leads to the first field that is marked as wrong, once the page shows it so. */
export function focusFirstFault(place: EventTarget | null): void {
  requestAnimationFrame(() => {
    const field = place instanceof Element ? place.querySelector('[aria-invalid="true"]') : null;
    if (field instanceof HTMLElement) field.focus();
  });
}
