// Handles that stand closely make room for each other.

/** Places on a line, at least `gap` apart where there is room, in their order and each as near as may be to where it was. */
export function apart(places, gap, [low, high]) {
  const order = places.map((_, index) => index).sort((a, b) => places[a] - places[b] || a - b);
  const step = Math.min(gap, (high - low) / Math.max(order.length - 1, 1));
  // Groups of neighbours that touch, each around the middle of where its members were.
  const groups = [];
  for (const index of order) {
    groups.push({ members: [index], sum: places[index], start: 0 });
    for (;;) {
      const group = groups.at(-1);
      const width = (group.members.length - 1) * step;
      group.start = Math.min(Math.max(group.sum / group.members.length - width / 2, low), high - width);
      const before = groups.at(-2);
      if (!before || before.start + before.members.length * step <= group.start) break;
      groups.splice(-2, 2, { members: [...before.members, ...group.members], sum: before.sum + group.sum, start: 0 });
    }
  }
  const result = [...places];
  for (const { members, start } of groups) members.forEach((index, place) => (result[index] = start + place * step));
  return result;
}
