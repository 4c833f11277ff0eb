// How large something may be so that it ends where its room does, found in a few tries.

// Nearer than that two sizes are one.
const CLOSE = 0.02;

/** It is tried, seen and tried again.  It may show more where it is larger, so that it takes much more room all at once:
 *  then the largest size that was seen to fit is the one. */
export class Fitting {
  constructor() {
    this.begin();
  }

  begin() {
    // The largest size that fitted, and the smallest that did not.
    this.low = this.high = this.seen = null;
    this.isOdd = false;
  }

  /** The size to try when at `size` so much of the room is used; the same one where that is it.  It may stay `near` the
   *  end of its room, and is neither less than `least` nor more than `most`. */
  next({ size, used, room, near, least, most }) {
    // What has come or gone makes it another task.
    if (this.seen?.size === size && Math.abs(this.seen.used - used) > near) this.begin();
    const before = this.seen ?? { size: 0, used: 0 };
    if (before.size !== size) this.slope = (used - before.used) / (size - before.size);
    this.seen = { size, used };
    if (used <= room) this.low = Math.max(this.low ?? size, size);
    else this.high = Math.min(this.high ?? size, size);
    const { low, high } = this;
    if (used <= room && room - used <= near) return size;
    const aim = size + (room - near / 2 - used) / (this.slope > 0 ? this.slope : used / size);
    if (low === null || high === null) return Math.min(Math.max(aim, least), most);
    if (high - low <= CLOSE * low) return low;
    // In turn along a line, which is near where all grows alike, and by halves, which gets there anyway.
    this.isOdd = !this.isOdd;
    return this.isOdd && low < aim && aim < high ? aim : (low + high) / 2;
  }
}
