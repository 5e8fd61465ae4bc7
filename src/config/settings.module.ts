import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CLOCK, systemClock } from './clock.js';
import { SETTINGS, type Settings } from './settings.js';

/** Takes what start-up found out; gives it to every stage, with the clock. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: CLOCK, useValue: systemClock },
      ],
      exports: [SETTINGS, CLOCK],
    };
  }
}
