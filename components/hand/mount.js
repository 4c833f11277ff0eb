// How Streamlit calls a drawing: again at every change of its data, in the same element.

import { Edits } from "./edits.js";

// How long an ended call waits for the next one, or for its element to go (ms).
const LINGER = 1000;

const editsOf = new Map();
const mounts = new WeakMap();

/** Every drawing that stands there is drawn again: another size is wanted of all. */
export const redrawAll = () => editsOf.forEach(({ drawing }) => drawing?.redraw?.());

/** The function that Streamlit calls.  `new Kind(parentElement, edits)` is a drawing, which has `root`, `update(data)`,
 *  `redraw()` and `close()`; it is given what it may call, `send(edit)` and `trigger(name, value)`.
 *
 *  Streamlit (1.67) ends a call late: when another one has followed already in the same element, which then must
 *  stay, or when the element is gone and its successor is there.  And where two words of Python follow each other
 *  closely it ends the first call when the second is yet to come.  So the last call in an element ends it, once the
 *  element no longer stands in the page. */
export const mounting = (Kind) => (component) => {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  if (!editsOf.has(data.key)) editsOf.set(data.key, new Edits(data.key));
  const edits = editsOf.get(data.key);
  if (!mounts.has(parentElement)) mounts.set(parentElement, { drawing: new Kind(parentElement, edits), calls: 0 });
  const mount = mounts.get(parentElement);
  const { drawing } = mount;
  drawing.send = (edit) => setStateValue("edit", edit);
  drawing.trigger = setTriggerValue;
  edits.attach(drawing);
  drawing.update(data);
  const call = ++mount.calls;
  const end = () => {
    if (mount.calls !== call || mounts.get(parentElement) !== mount) return;
    if (parentElement.isConnected) {
      setTimeout(end, LINGER);
      return;
    }
    mounts.delete(parentElement);
    drawing.close();
    edits.detach(drawing);
  };
  return end;
};
