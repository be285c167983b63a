// Reads an expression from 478 landmarks, by the published formulas and on its own: it checks the
// product, so it shares no code with it.

/** A face in a square picture: points in pixels of a side of one. */
const at = (points, index) => [points[index * 3], points[index * 3 + 1]];
const apart = ([ax, ay], [bx, by]) => Math.hypot(ax - bx, ay - by);
const meanY = (points, list) => list.reduce((sum, index) => sum + at(points, index)[1], 0) / list.length;

export function readExpression(points) {
  const p = (index) => at(points, index);
  const eyes = apart(p(33), p(263));
  const openness = (top, bottom, corners) =>
    (apart(p(top[0]), p(bottom[0])) + apart(p(top[1]), p(bottom[1]))) /
    (2 * apart(p(corners[0]), p(corners[1])));
  const width = apart(p(61), p(291)) / eyes;
  const lift = (meanY(points, [13, 14]) - meanY(points, [61, 291])) / eyes;
  return {
    eyeRight: openness([160, 158], [144, 153], [33, 133]),
    eyeLeft: openness([385, 387], [380, 373], [362, 263]),
    mouth: apart(p(13), p(14)) / apart(p(78), p(308)),
    smileWidth: width,
    smileLift: lift,
    browRight: (meanY(points, [33, 159, 133, 145]) - meanY(points, [70, 63, 105, 66, 107])) / eyes,
    browLeft: (meanY(points, [263, 386, 362, 374]) - meanY(points, [300, 293, 334, 296, 336])) / eyes,
  };
}

/**
 * Which measures of the portraits lie further than `gate` from those of their photos, each side of
 * the face for itself. `pairs` are `[photo, portrait]` of the same person: the middle one of the
 * differences counts, because the detector scatters by two hundredths from one frame to the next.
 */
export function differences(pairs, gate) {
  const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  return Object.keys(pairs[0][0])
    .map((key) => [key, middle(pairs.map(([photo, portrait]) => portrait[key] - photo[key]))])
    .filter(([, moved]) => Math.abs(moved) > gate)
    .map(([key, moved]) => `${key} moved by ${moved.toFixed(3)}`);
}
