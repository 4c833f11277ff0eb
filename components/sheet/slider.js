// A number between two ends, on a track.

import { make, setText } from "../hand/dom.js";
import { NumberHandle } from "../hand/number.js";
import { numberText } from "../twin/numbers.js";

export class Slider {
  /** `drawing` is what a NumberHandle needs; `ends` stand at both sides of the track. */
  constructor(drawing, name, { low, high, step, ends }) {
    const { hands } = drawing;
    this.box = make("div", "slider");
    const words = (className, text) => make("span", className, {}, text);
    const track = make("div", "track");
    const valueAt = ({ clientX }) => low + ((clientX - track.getBoundingClientRect().left) / track.clientWidth) * (high - low);
    const dragged = (start, event) => start.value + ((event.clientX - start.x) / track.clientWidth) * (high - low);
    this.handle = new NumberHandle(drawing, name, { low, high, step, className: "thumb", dragged });
    const follow = (event) => this.handle.changeTo(valueAt(event));
    hands.grab(track, {
      take: (event) => {
        this.handle.focus();
        follow(event);
        return {};
      },
      move: (start, event) => follow(event),
      tap: () => hands.finish(),
    });
    track.append(this.handle.element);
    this.number = make("span", "number");
    this.box.append(words("title", name[0].toUpperCase() + name.slice(1)), words("end", ends[0]), track, words("end", ends[1]), this.number);
  }

  /** Show its value, and in `words` what that means. */
  write(decimals, unit, words) {
    const { handle } = this;
    const { value, low, high, element } = handle;
    const text = numberText(value, decimals) + unit;
    handle.write("");
    setText(this.number, text);
    element.style.left = `${((value - low) / (high - low)) * 100}%`;
    element.setAttribute("aria-valuetext", text + words);
  }
}
