"""One line for each call of a client: what came of it, and at the end how many failed."""

import sys

failures = []


def call(name, run, check=lambda result: True):
    """Calls, and prints what came of it; its result, or `None` when it failed."""
    try:
        result = run()
        assert check(result), f"got {result}"
    except Exception as error:
        failures.append(name)
        print(f"{name}: FAILED {type(error).__name__}: {str(error)[-600:]}", flush=True)
        return None
    print(f"{name}: ok {str(result)[:90]!r}", flush=True)
    return result


def refused(name, run, *kinds):
    """Calls what has to be refused with one of these exceptions."""

    def attempt():
        try:
            run()
        except Exception as error:
            known = [one.__name__ for one in type(error).__mro__]
            assert any(kind in known for kind in kinds), f"{known[0]} {error}"
            return f"refused with {known[0]}"
        raise AssertionError(f"{kinds} was expected")

    return call(name, attempt)


def end(title):
    print(f"{title}: {len(failures)} failed {failures}")
    sys.exit(1 if failures else 0)
