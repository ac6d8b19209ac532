"""The commands, one module each: ``add_to(subparsers)`` declares it, ``run(options)`` returns its exit code."""
