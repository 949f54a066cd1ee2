#!/usr/bin/env node
// Stands in the repository because package managers link a command when they install, before anything is built.
import '../dist/cli.js'
