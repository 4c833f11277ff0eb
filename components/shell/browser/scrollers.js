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
    request = null;
    for (const box of document.querySelectorAll(BOXES)) {
      if (!seen.has(box)) sizes.observe(box);
      seen.add(box);
      markMore(box);
    }
  };
  new MutationObserver(() => (request ??= requestAnimationFrame(look))).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("scroll", ({ target }) => target.matches?.(BOXES) && markMore(target), { capture: true, passive: true });
  look();
}
