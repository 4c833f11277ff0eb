// A box that is moved sideways says on which side there is more, in `data-more`, for the style that fades it out there.

// Pixels; less than a digit is no loss, and nothing fades for it.
const LEAST_HIDDEN = 6;

/** Mark a box; while it can be moved the keyboard reaches it. */
export function markMore(box) {
  const hidden = /auto|scroll/.test(getComputedStyle(box).overflowX) ? box.scrollWidth - box.clientWidth : 0;
  if (hidden > 0) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
  const [isLeft, isRight] = [box.scrollLeft > 1, box.scrollLeft < hidden - 1];
  const side = hidden < LEAST_HIDDEN ? null : isLeft && isRight ? "both" : isLeft ? "left" : "right";
  if ((box.dataset.more ?? null) === side) return;
  if (side) box.dataset.more = side;
  else delete box.dataset.more;
}
