/** A ref of what opens to be written in: its field has the focus at once, and gives it back to what opened it. */
export function focusField(box: HTMLElement | null) {
  if (!box) return;
  const opener = document.activeElement;
  box.querySelector<HTMLElement>("input, textarea")?.focus();
  return () => {
    if (box.contains(document.activeElement) && opener instanceof HTMLElement) opener.focus();
  };
}
