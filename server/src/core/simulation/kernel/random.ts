/**
 * Seeded random numbers: sfc32 (Doty-Humphrey), the same sequence in every engine. One generator per stream, so that two
 * layouts can be compared under common random numbers.
 */
import { logarithm } from "./arithmetic.ts";

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, stream: number) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = Math.imul(stream, 0x9e3779b1) | 0;
    for (let round = 0; round < 15; round++) this.bits();
  }

  /** 32 random bits as an integer from 0 to 2^32 - 1. */
  bits(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result;
    this.#c |= 0;
    return result >>> 0;
  }

  /** Uniform, strictly between 0 and 1. */
  uniform(): number {
    return (this.bits() + 0.5) * 2.3283064365386963e-10;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -logarithm(this.uniform());
  }
}
