/** Saves a picture of each open window when a test fails. */
import { takePictures } from "./browser.mjs";

export const mochaHooks = {
  async afterEach() {
    if (this.currentTest.state === "failed") await takePictures(`failed ${this.currentTest.fullTitle()}`);
  },
};
