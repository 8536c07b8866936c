#!/usr/bin/env node

// Each command loads what it needs and nothing else: the lamp at a desk is a small program.
const [command = '', ...rest] = process.argv.slice(2);
switch (command) {
  case 'lamp': {
    const { runLamp } = await import('./lamp/lampCommand.js');
    await runLamp(rest);
    break;
  }
  case 'init': {
    const { init } = await import('./initCommand.js');
    process.exitCode = await init(rest, terminal());
    break;
  }
  case 'broker-config': {
    const { brokerConfig } = await import('./brokerConfigCommand.js');
    process.exitCode = brokerConfig(rest, terminal());
    break;
  }
  case 'verify': {
    const { verifyCommand } = await import('./verifyCommand.js');
    process.exitCode = await verifyCommand(rest, terminal());
    break;
  }
  case 'rebuild':
  case 'import':
  case 'restore': {
    const { maintain } = await import('./maintenance.js');
    process.exitCode = await maintain(command, rest, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      environment: process.env,
    });
    break;
  }
  case 'doctor':
  case 'privacy':
  case 'forget-clerk': {
    const { operate } = await import('./operations.js');
    process.exitCode = await operate(command, rest, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      environment: process.env,
    });
    break;
  }
  case 'account': {
    const { runAccountCommand } = await import('./access/accountCommand.js');
    process.exitCode = await runAccountCommand(rest, {
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

function terminal() {
  return {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
    environment: process.env,
  };
}

export {};
