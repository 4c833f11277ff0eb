// How Streamlit calls a drawing: again at every change of its data, in the same element.

import { Edits } from "./edits.js";

const editsOf = new Map();
const drawings = new WeakMap();

/** The function that Streamlit calls.  `create(parentElement, edits)` makes a drawing, which has `update(component)` and `close()`. */
export const mounting = (create) => (component) => {
  const { data, parentElement, setStateValue } = component;
  if (!editsOf.has(data.key)) editsOf.set(data.key, new Edits(data.key));
  const edits = editsOf.get(data.key);
  edits.send = (edit) => setStateValue("edit", edit);
  if (!drawings.has(parentElement)) drawings.set(parentElement, create(parentElement, edits));
  drawings.get(parentElement).update(component);
  return () => {
    drawings.get(parentElement)?.close();
    drawings.delete(parentElement);
  };
};
