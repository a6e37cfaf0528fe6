/* Several test files in one process: jsdom takes half a second to load. `run.py` names them. */
for (const name of process.env.CHAMBER_TESTS.split(" ")) await import(`./${name}`);
