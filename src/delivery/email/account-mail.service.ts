import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import nodemailer from 'nodemailer';
import type { AccountMail, AccountMailMessage, MailOutcome } from '../../auth/people/account-mail.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { toLine } from '../display-text.js';
import { judgeSmtpFailure } from './smtp-failure.js';

/** Somebody waits for the answer: longer than this they do not. A mail server that restarts is back within it. */
const RETRY_DELAYS_MS = [1_000, 4_000];
const MAX_SUBJECT = 200;

/** Mail about accounts: it goes out within the request that asks for it, so that whoever asked hears whether it did. */
@Injectable()
export class AccountMailService implements AccountMail, OnModuleDestroy {
  readonly isSetUp: boolean;
  private readonly transport;
  private readonly stopping = new AbortController();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.isSetUp = settings.SMTP_URL !== undefined;
    const timeoutMs = settings.SEND_TIMEOUT_MS;
    this.transport = nodemailer.createTransport({
      url: settings.SMTP_URL ?? '',
      dnsTimeout: timeoutMs,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
  }

  async send(message: AccountMailMessage): Promise<MailOutcome> {
    let outcome = await this.attempt(message);
    for (const delayMs of RETRY_DELAYS_MS) {
      if (outcome.kind !== 'unreachable' || this.stopping.signal.aborted) break;
      await wait(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      outcome = await this.attempt(message);
    }
    return outcome;
  }

  onModuleDestroy(): void {
    this.stopping.abort();
    this.transport.close();
  }

  private async attempt({ to, subject, text }: AccountMailMessage): Promise<MailOutcome> {
    try {
      await this.transport.sendMail({
        from: this.settings.MAIL_FROM,
        to: { name: '', address: to },
        subject: toLine(subject, MAX_SUBJECT),
        text,
        // No holiday notice in return. RFC 3834
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { kind: 'sent' };
    } catch (error) {
      const outcome = judgeSmtpFailure(error);
      if (outcome.kind === 'rejected') return { kind: 'rejected', detail: outcome.detail };
      return { kind: 'unreachable', detail: outcome.kind === 'retry' ? outcome.detail : 'no answer' };
    }
  }
}
