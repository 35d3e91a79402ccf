/** All benches, one after another: `npm run bench`. */
import { benchSimulation } from "./simulation.bench.ts";

benchSimulation();
