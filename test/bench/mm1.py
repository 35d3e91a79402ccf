"""M/M/1 at utilization 0.8 in SimPy: prints its version, the processor seconds of the best run and the arrivals and services in it."""
import random
import time

CUSTOMERS = 50_000
RUNS = 3


def with_simpy2():
    from SimPy.Simulation import Process, Resource, Simulation, hold, release, request
    import SimPy

    class Customer(Process):
        def visit(self, server):
            yield request, self, server
            yield hold, self, random.expovariate(1)
            yield release, self, server

    class Source(Process):
        def generate(self, server):
            for _ in range(CUSTOMERS):
                yield hold, self, random.expovariate(0.8)
                customer = Customer(sim=self.sim)
                self.sim.activate(customer, customer.visit(server))

    def run():
        world = Simulation()
        world.initialize()
        server = Resource(capacity=1, sim=world)
        source = Source(sim=world)
        world.activate(source, source.generate(server))
        world.simulate(until=1e12)

    return SimPy.__version__, run


def with_simpy():
    import simpy

    def customer(env, server):
        with server.request() as turn:
            yield turn
            yield env.timeout(random.expovariate(1))

    def source(env, server):
        for _ in range(CUSTOMERS):
            yield env.timeout(random.expovariate(0.8))
            env.process(customer(env, server))

    def run():
        env = simpy.Environment()
        server = simpy.Resource(env, capacity=1)
        env.process(source(env, server))
        env.run()

    return simpy.__version__, run


try:
    version, run = with_simpy()
except ImportError:
    version, run = with_simpy2()
best = float("inf")
for seed in range(RUNS):
    random.seed(seed)
    start = time.process_time()
    run()
    best = min(best, time.process_time() - start)
print(version, best, 2 * CUSTOMERS)
