// How many hidden layers are used: fewer and more; or a large button for one more, and a slider.

import { make, makeButton, setText } from "../hand/dom.js";
import { Slider } from "./slider.js";

export class Layers {
  /** `drawing` is a sheet, with layers from 1 to `most`. */
  constructor(drawing, most, isLarge) {
    this.most = most;
    this.box = make("div", `layers${isLarge ? " large" : ""}`, { role: "group", "aria-label": "Hidden layers" });
    const button = (name, sign, step) => {
      const act = () => drawing.settle({ layers: drawing.edits.entry.layers + step });
      return makeButton(isLarge ? `${sign} ${name}` : sign, act, "", { "aria-label": name, title: name });
    };
    this.more = button("Add a layer", "+", 1);
    if (isLarge) {
      this.slider = new Slider(drawing, "layers", { low: 1, high: most, step: 1, ends: ["1", `${most}`] });
      this.box.append(this.more, this.slider.box);
    } else {
      this.fewer = button("Remove a layer", "−", -1);
      this.count = make("span", "count");
      this.box.append(this.fewer, this.count, this.more);
    }
  }

  write(layers) {
    this.more.disabled = layers >= this.most;
    this.slider?.write(0, "", ` hidden layer${layers === 1 ? "" : "s"}`);
    if (!this.fewer) return;
    setText(this.count, `${layers} hidden layer${layers === 1 ? "" : "s"}`);
    this.fewer.disabled = layers <= 1;
  }
}
