// What hands and keys mean on a drawing.

/** A hand that takes hold of an element: `take(event)` gives what is known at the start, or null to leave it alone;
 *  `move(start, event)` follows; `done(start)` comes when it lets go.  Returns a function that makes it let go. */
export function follow(element, { take, move, done }) {
  let start = null;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = take(event);
    if (!start) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => start && move(start, event));
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, () => {
      const last = start;
      start = null;
      done(last);
    });
  }
  return () => (start = null);
}

/** Undo, redo or escape, where a key means one of them and is not typed into a field. */
export function shortcutOf(event) {
  const target = event.composedPath()[0];
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return null;
  const key = event.key.toLowerCase();
  if (event.key === "Escape") return "escape";
  if ((event.ctrlKey || event.metaKey) && key === "z") return event.shiftKey ? "redo" : "undo";
  return event.ctrlKey && key === "y" ? "redo" : null;
}
