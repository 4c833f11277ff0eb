// A formula or a table that is wider than its place is moved sideways in its own box.  The keyboard has to reach that
// box, and `data-more` says on which side there is more, for the style that fades it out there.
const BOXES = ".stMarkdown, .katex-display";

function sideOf(box) {
  const hidden = box.scrollWidth - box.clientWidth;
  if (hidden <= 1 || !/auto|scroll/.test(getComputedStyle(box).overflowX)) return null;
  const [isLeft, isRight] = [box.scrollLeft > 1, box.scrollLeft < hidden - 1];
  return isLeft && isRight ? "both" : isLeft ? "left" : "right";
}

function mark(box) {
  const side = sideOf(box);
  if ((box.dataset.more ?? null) === side) return;
  if (side) {
    box.dataset.more = side;
    box.tabIndex = 0;
  } else {
    delete box.dataset.more;
    box.removeAttribute("tabindex");
  }
}

export default function () {
  if (window.creaseScrollers) return;
  window.creaseScrollers = true;
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));
  const seen = new WeakSet();
  let request = null;
  const look = () => {
    request = null;
    for (const box of document.querySelectorAll(BOXES)) {
      if (!seen.has(box)) sizes.observe(box);
      seen.add(box);
      mark(box);
    }
  };
  new MutationObserver(() => (request ??= requestAnimationFrame(look))).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("scroll", ({ target }) => target.matches?.(BOXES) && mark(target), { capture: true, passive: true });
  look();
}
