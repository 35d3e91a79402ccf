/** How many of the first `length` places `isBefore` holds for, if it holds for none after one that it does not hold for. */
export function partitionPoint(length: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
