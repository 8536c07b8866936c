#!/usr/bin/env node

// Each command loads what it needs and nothing else: the lamp at a desk is a small program.
const [command = '', ...rest] = process.argv.slice(2);
switch (command) {
  case 'lamp': {
    const { runLamp } = await import('./lamp/lampCommand.js');
    await runLamp(rest);
    break;
  }
  case 'rebuild':
  case 'import': {
    const { maintain } = await import('./maintenance.js');
    process.exitCode = await maintain(command, rest, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      environment: process.env,
    });
    break;
  }
  default: {
    const { runHub } = await import('./hubProgram.js');
    await runHub();
  }
}

export {};
