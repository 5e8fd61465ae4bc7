import type { LoggerService } from '@nestjs/common';
import type { Env } from './env.js';

const levels = { error: 0, warn: 1, info: 2, debug: 3 } as const;
type Level = keyof typeof levels;

/** Parts of the framework that tell, at every start, what is only of use to whoever builds it. */
const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
  'WebSocketsController',
]);

/** One line for each message: time, level where it matters, part of the house, words. */
export class LineLogger implements LoggerService {
  constructor(
    private readonly level: Env['LOG_LEVEL'],
    private readonly write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
  ) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.print('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.print('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.print('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.print('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.print('debug', message, rest);
  }

  private print(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.length > 0 && typeof rest[rest.length - 1] === 'string' ? String(rest.pop()) : '';
    const needed = level === 'info' && FRAMEWORK.has(context) ? 'debug' : level;
    if (levels[needed] > levels[this.level]) return;
    const stacks = rest.filter((part) => part !== undefined).map(String);
    const words = [message instanceof Error ? (message.stack ?? message.message) : String(message), ...stacks].join(
      '\n',
    );
    const mark = level === 'error' || level === 'warn' ? `${level.toUpperCase()} ` : '';
    this.write(`${new Date().toISOString()} ${mark}${context ? `${context}: ` : ''}${words}`);
  }
}
