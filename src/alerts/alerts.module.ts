import { Module } from '@nestjs/common';
import { AlertController } from './alert.controller.js';
import { AlertStore } from './alert.store.js';

/**
 * Takes matched stories and subscriptions; gives one alert for each subscription and event, and a stored decision with its
 * reason whichever way it went.
 */
@Module({ controllers: [AlertController], providers: [AlertStore], exports: [AlertStore] })
export class AlertsModule {}
