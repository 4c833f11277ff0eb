// Streamlit's slider tells Python its value when it is let go.  Here it is let go, and taken up again at once,
// up to ten times a second while a hand drags it, so that every picture follows the hand.  The slider stays
// Streamlit's own, with its keyboard, its looks and its place in the address.
const PAUSE = 100;
// A server that is still at work gets the next value when it has answered, but is never waited for longer.
const LONGEST_WAIT = 1500;

let held = null;
let slides = 0;

function isScriptRunning() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

/** The part of the slider that is dragged: the element that stands at a share of the track. */
function thumbOf(input) {
  let element = input;
  while (element && !element.style.left.endsWith("%")) element = element.parentElement;
  return element;
}

function centre(element) {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

function pretend(type, target, x, y) {
  const { pointerId, pointerType } = held;
  const buttons = type === "pointerup" ? 0 : 1;
  const options = { bubbles: true, cancelable: true, composed: true, button: 0, buttons, isPrimary: true };
  target.dispatchEvent(new PointerEvent(type, { ...options, pointerId, pointerType, clientX: x, clientY: y }));
}

/** The key that Python gave a slider, by the class that Streamlit makes of it. */
const keyOf = (input) => input.closest('[class*="st-key-"]')?.className.match(/st-key-(\S+)/)[1] ?? "";

/** Drawings that go along with a slider hear of its value at every frame (hand/slid.js). */
function announce(slider) {
  if (slider.input.value === slider.announced) return;
  slider.announced = slider.input.value;
  window.dispatchEvent(new CustomEvent("crease-slide", { detail: { key: slider.key, value: Number(slider.input.value) } }));
}

function announceSoon() {
  const slider = held;
  // Streamlit writes a value down within two frames.
  requestAnimationFrame(() => requestAnimationFrame(() => announce(slider)));
}

function takeUp() {
  held.isLetGo = false;
  // Where the hand would be had it taken the thumb at its present, rounded place: so nothing drifts.
  const { x, y } = centre(held.thumb);
  pretend("pointerdown", held.input, x + held.grip, y);
  if (held.last) pretend("pointermove", window, held.last.x, held.last.y);
}

function tell() {
  if (!held) return;
  const now = performance.now();
  const since = now - held.toldAt;
  if (since < PAUSE || (since < LONGEST_WAIT && isScriptRunning())) {
    held.timer = setTimeout(tell, Math.max(PAUSE - since, 10));
    return;
  }
  held.timer = null;
  if (held.input.value === held.told) {
    // A page that is busy may show the hand's last place later than this.
    if (now - held.movedAt < LONGEST_WAIT) held.timer = setTimeout(tell, 10);
    return;
  }
  held.told = held.input.value;
  held.toldAt = now;
  pretend("pointerup", window, held.last.x, held.last.y);
  held.isLetGo = true;
  setTimeout(() => held?.isLetGo && takeUp());
}

/** Whatever Python says from a drag on, until the next gesture, is that drag's (hand/edits.js). */
function onGesture(event) {
  if (event.isTrusted) delete document.body.dataset.slide;
}

function onDown(event) {
  if (!event.isTrusted || event.button !== 0) return;
  onGesture(event);
  const inputs = event.target.closest?.('[data-testid="stSlider"]')?.querySelectorAll('input[type="range"]');
  // A slider with two ends is left alone: which end is meant is only known when it moves.
  if (inputs?.length !== 1 || inputs[0].disabled) return;
  const thumb = thumbOf(inputs[0]);
  if (!thumb) return;
  held = {
    input: inputs[0],
    thumb,
    key: keyOf(inputs[0]),
    announced: inputs[0].value,
    pointerId: event.pointerId,
    pointerType: event.pointerType,
    grip: thumb.contains(event.target) ? event.clientX - centre(thumb).x : 0,
    told: inputs[0].value,
    toldAt: -Infinity,
    movedAt: -Infinity,
    last: { x: event.clientX, y: event.clientY },
    timer: null,
    isLetGo: false,
  };
  // The address is to come later; drawings that look for it wait (hand/edits.js).
  document.body.dataset.sliding = held.key;
  document.body.dataset.slide = ++slides;
}

function onMove(event) {
  if (!held || !event.isTrusted || event.pointerId !== held.pointerId) return;
  held.last = { x: event.clientX, y: event.clientY };
  held.movedAt = performance.now();
  held.timer ??= setTimeout(tell);
  announceSoon();
}

function onEnd(event) {
  if (!held || !event.isTrusted || event.pointerId !== held.pointerId) return;
  if (held.isLetGo) takeUp();
  announceSoon();
  clearTimeout(held.timer);
  held = null;
  delete document.body.dataset.sliding;
  keptAddress?.();
  keptAddress = null;
}

// Browsers refuse too many changes of the address in a short time; during a drag only the last one counts.
let keptAddress = null;

export function mount() {
  if (window.creaseLiveSliders) return;
  window.creaseLiveSliders = true;
  const capture = { capture: true, passive: true };
  window.addEventListener("pointerdown", onDown, capture);
  window.addEventListener("keydown", onGesture, capture);
  window.addEventListener("pointermove", onMove, capture);
  window.addEventListener("pointerup", onEnd, capture);
  window.addEventListener("pointercancel", onEnd, capture);

  for (const name of ["replaceState", "pushState"]) {
    const change = window.history[name].bind(window.history);
    window.history[name] = (...entry) => {
      if (held) keptAddress = () => change(...entry);
      else change(...entry);
    };
  }
}
