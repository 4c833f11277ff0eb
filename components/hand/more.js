// A box that is moved sideways says on which side there is more, in `data-more`, for the style that fades it out there.

// Pixels; less than a digit is no loss.
const LEAST = 6;

/** Null where everything is seen. */
function sideOf(box) {
  const hidden = box.scrollWidth - box.clientWidth;
  if (hidden < LEAST || !/auto|scroll/.test(getComputedStyle(box).overflowX)) return null;
  const [isLeft, isRight] = [box.scrollLeft > 1, box.scrollLeft < hidden - 1];
  return isLeft && isRight ? "both" : isLeft ? "left" : "right";
}

/** Mark a box; while there is more the keyboard reaches it. */
export function markMore(box) {
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
