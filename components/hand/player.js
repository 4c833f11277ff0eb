// What is played: a button, and a slider that a hand or keys move through it.

import { add, listen, make } from "./dom.js";
import { Drawn } from "./drawn.js";

const PLAYING = "M7 4h4v16H7zM14 4h4v16h-4z";
const STANDING = "M7 4v16l13-8z";

/** A drawing with a `position` from 0 to `last`; `motion` is what plays it, and `isHeld` says that a hand has it.  Its own are
 *  `toggle()`, which plays and pauses, and `rest()`, when it has come to stand still. */
export class Played extends Drawn {
  /** `name` is the slider's; an arrow goes on by `step`; so near to a whole place the slider is drawn to it. */
  constructor(parent, className, edits, { name, step, near }) {
    super(parent, className, edits);
    Object.assign(this, { arrow: step, near });
    this.controls = add(this.root, "div", "controls");
    this.controls.innerHTML = `<button class="play" type="button"><svg viewBox="0 0 24 24"><path/></svg></button>
      <div class="rail"><input type="range" min="0" aria-label="${name}"><div class="ticks" aria-hidden="true"></div></div>`;
    [this.play, this.rail] = this.controls.children;
    [this.slider, this.ticks] = this.rail.children;
    listen(this.play, { click: () => this.toggle() });
    this.listen(this.slider);
  }

  listen(slider) {
    const take = (step) => {
      slider.step = step;
      this.start = this.position;
    };
    listen(slider, {
      pointerdown: () => take("any"),
      input: () => {
        // After Esc, until the hand lets go.
        if (this.start === null) return;
        this.motion = null;
        this.isHeld = true;
        const value = Number(slider.value);
        this.position = Math.abs(value - Math.round(value)) < this.near ? Math.round(value) : value;
        this.redraw();
      },
      change: () => this.rest(),
      blur: () => this.isHeld && this.rest(),
      keydown: (event) => {
        if (event.key === " ") this.toggle();
        else if (event.key === "Escape" && (this.isHeld || this.motion)) {
          if (this.isHeld) this.position = this.start;
          this.start = null;
          this.rest();
        } else return void take(this.arrow);
        event.preventDefault();
      },
    });
  }

  /** `places` are [share, className, text as HTML] along the slider. */
  writeTicks(places) {
    this.ticks.replaceChildren(...places.map(([share, className, html]) => {
      const tick = make("span", className, { style: `left: ${100 * share}%` });
      tick.innerHTML = html;
      return tick;
    }));
  }

  writePlayer(where, isPlaying, label) {
    const { slider, position, play } = this;
    slider.step = "any";
    slider.max = this.last;
    slider.value = position;
    slider.setAttribute("aria-valuetext", where);
    slider.style.setProperty("--done", this.last && position / this.last);
    play.setAttribute("aria-label", isPlaying ? "Pause" : label);
    play.querySelector("path").setAttribute("d", isPlaying ? PLAYING : STANDING);
    this.root.toggleAttribute("data-unheard", this.edits.isUnheard);
  }
}
