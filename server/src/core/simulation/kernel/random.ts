/**
 * Seeded random numbers: sfc32 (Doty-Humphrey), the same sequence in every engine, and exponential times by the ziggurat
 * method (Marsaglia and Tsang). One generator per stream, so that two layouts can be compared under common random numbers.
 */
import { exponential, logarithm } from "./arithmetic.ts";

export class Random {
  /** Its one element is what `draw…` drew last: a fraction that a function returns may cost an allocation. */
  readonly drawn = new Float64Array(1);
  /** Three words of state and a counter. */
  private readonly state: Int32Array;

  constructor(seed: number, stream: number) {
    this.state = Int32Array.of(seed, Math.floor(seed / 2 ** 32), Math.imul(stream, 0x9e3779b1), 1);
    for (let round = 0; round < 15; round++) this.bits();
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const state = this.state;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const result = (state[0]! + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + result;
    state[3] = counter + 1;
    return result;
  }

  /** Uniform, strictly between 0 and 1. */
  uniform(): number {
    return ((this.bits() >>> 0) + 0.5) * 2.3283064365386963e-10;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    this.drawExponential();
    return this.drawn[0]!;
  }

  /** Exponential with mean 1, into `drawn`. */
  drawExponential(): void {
    const bits = this.bits();
    const layer = bits & 255;
    const place = bits >>> 8;
    if (place < insides[layer]!) this.drawn[0] = place * widths[layer]!;
    else this.drawAtTheEdge(layer, place);
  }

  /** The few draws, about 1 in 100, that are in the tail or at the curve's edge. */
  private drawAtTheEdge(layer: number, place: number): void {
    if (layer === 0) {
      this.drawn[0] = tail - logarithm(this.uniform());
      return;
    }
    const x = place * widths[layer]!;
    const height = heights[layer]! + this.uniform() * (heights[layer - 1]! - heights[layer]!);
    if (height < exponential(-x)) this.drawn[0] = x;
    else this.drawExponential();
  }

  /** Sum of `phases` exponentials with mean 1, for at most 64 of them, into `drawn`. */
  drawErlang(phases: number): void {
    let sum = 0;
    for (let rest = phases; rest > 0; rest -= 24) {
      // -ln of a product of uniforms; 24 of them stay far from underflow.
      let product = 1;
      for (let n = Math.min(24, rest); n > 0; n--) product *= this.uniform();
      sum -= logarithm(product);
    }
    this.drawn[0] = sum;
  }
}

// The ziggurat: 255 layers of equal area under e^-x and its tail. A layer is taken by 8 bits, the place in it by the other 24.
const tail = 7.69711747013105;
const area = 3.949659822581572e-3;
const places = 2 ** 24;
const widths = new Float64Array(256);
const heights = new Float64Array(256);
const insides = new Float64Array(256);

{
  let edge = tail;
  const base = area / exponential(-tail);
  widths[0] = base / places;
  widths[255] = edge / places;
  heights[0] = 1;
  heights[255] = exponential(-edge);
  insides[0] = (edge / base) * places;
  for (let layer = 254; layer >= 1; layer--) {
    const inner = -logarithm(area / edge + exponential(-edge));
    insides[layer + 1] = (inner / edge) * places;
    widths[layer] = inner / places;
    heights[layer] = exponential(-inner);
    edge = inner;
  }
}
