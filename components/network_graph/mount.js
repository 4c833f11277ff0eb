// How Streamlit calls the drawing: again at every change of its data, in the same element.

const editsOf = new Map();
const drawings = new WeakMap();

export function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  if (!editsOf.has(data.key)) editsOf.set(data.key, new Edits(data.key));
  const edits = editsOf.get(data.key);
  edits.send = (edit) => setStateValue("edit", edit);
  if (!drawings.has(parentElement)) drawings.set(parentElement, new Drawing(parentElement, edits));
  const drawing = drawings.get(parentElement);
  drawing.pick = (place) => setTriggerValue("pick", place);
  drawing.update(data);
  return () => {
    drawing.close();
    drawings.delete(parentElement);
  };
}
