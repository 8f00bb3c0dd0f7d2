"""Where the engine is known to differ from Saleor: each is to be mended in the engine, then its line goes.

Keys are the names of tests with their parameters but without the side; a test that passes after all fails the run.
"""

ENGINE_DIFFERS: dict[str, str] = {}
