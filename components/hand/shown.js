// What a drawing shows at this moment, for other drawings of the page that go along with it, without a server.
//
// The drawing with a key says at each frame what it shows; whoever follows that key hears of it within the same frame.
// It does not matter which of the two is there first, and either may be mounted anew.

const shown = new Map();
const listeners = new Map();

/** What the drawing with this key shows now; undefined while there is none. */
export const shownBy = (key) => shown.get(key)?.value;

/** Said by `drawing`, at every frame. */
export function show(key, drawing, value) {
  shown.set(key, { drawing, value });
  for (const listener of listeners.get(key) ?? []) listener(value);
}

/** `drawing` is gone; where another one has taken its key over, that one stays. */
export function withdraw(key, drawing) {
  if (shown.get(key)?.drawing === drawing) shown.delete(key);
}

/** `listener(value)` hears of all that the drawing with this key shows from now on.  Gives what ends it. */
export function follow(key, listener) {
  if (!listeners.has(key)) listeners.set(key, new Set());
  listeners.get(key).add(listener);
  return () => listeners.get(key).delete(listener);
}
