// Formulas and tables that are wider than their place are moved sideways in their own boxes.
import { markMore } from "../../hand/more.js";

const BOXES = ".stMarkdown, .katex-display";

export function mount() {
  if (window.creaseScrollers) return;
  window.creaseScrollers = true;
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => markMore(target)));
  const seen = new WeakSet();
  let request = null;
  const look = () => {
    cancelAnimationFrame(request);
    request = null;
    for (const box of document.querySelectorAll(BOXES)) {
      if (!seen.has(box)) sizes.observe(box);
      seen.add(box);
      markMore(box);
    }
  };
  const isNew = ({ addedNodes }) => [...addedNodes].some((node) => node.matches?.(BOXES) || node.querySelector?.(BOXES));
  // A new box is marked before anybody can come to it; what changes within one, in the next frame.
  new MutationObserver((records) => (records.some(isNew) ? look() : (request ??= requestAnimationFrame(look))))
    .observe(document.body, { childList: true, subtree: true });
  document.addEventListener("scroll", ({ target }) => target.matches?.(BOXES) && markMore(target), { capture: true, passive: true });
  look();
}
