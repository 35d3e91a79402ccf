/** Keeps a picture of each open window when a test fails. Each process that runs window tests loads it. */
import { takePictures } from "./browser.mjs";

export const mochaHooks = {
  async afterEach() {
    if (this.currentTest.state === "failed") await takePictures(`failed ${this.currentTest.fullTitle()}`);
  },
};
