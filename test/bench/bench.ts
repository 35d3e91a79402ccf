/** All benches, one after another: `npm run bench`. */
import { benchForecast } from "./forecast.bench.ts";
import { benchSimulation } from "./simulation.bench.ts";

benchSimulation();
benchForecast();
