import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { CLOCK, type Clock } from '../../config/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { isOwnAddress } from '../password-rules.js';
import { LINK_SIGNER, type LinkSigner } from '../signed-link.js';
import { UserStore } from '../user.store.js';
import { ACCOUNT_MAIL, type AccountMail, type MailOutcome } from './account-mail.js';
import { composeLinkMail } from './link-mail.js';
import {
  createPasswordLink,
  isBoundTo,
  type LinkedUser,
  type PasswordLink,
  readPasswordLink,
} from './password-link.js';

export type Issued =
  /** `link` is null where it went by mail: then the person at that address alone has it. */
  { kind: 'issued'; link: string | null; expiresAt: Date } | Exclude<MailOutcome, { kind: 'sent' }>;

export type LinkState =
  { kind: 'usable'; email: string; purpose: PasswordLink['purpose'] } | { kind: 'expired' } | { kind: 'void' };
export type Redeemed = { kind: 'set' } | { kind: 'expired' } | { kind: 'void' } | { kind: 'own-address' };

/** So many resets are mailed to one person, however often they are asked for. */
const RESETS = { points: 3, duration: 15 * 60 };

/** Links by which a person chooses a password: signed, for some time, once. No table: each is bound to what it changes. */
@Injectable()
export class PasswordLinkService {
  private readonly logger = new Logger('Accounts');
  private readonly resets = new RateLimiterMemory(RESETS);

  constructor(
    private readonly users: UserStore,
    @Inject(ACCOUNT_MAIL) private readonly mail: AccountMail,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By mail; where no mail server is set up, and only there, the link itself is given back for an admin to hand on. */
  async issue(user: LinkedUser & { name: string }): Promise<Issued> {
    const link = createPasswordLink(this.settings.PUBLIC_URL, this.signer, user, this.clock.now());
    if (!this.mail.isSetUp) return { kind: 'issued', link: link.url, expiresAt: link.expiresAt };
    const outcome = await this.mail.send(composeLinkMail(user, link));
    return outcome.kind === 'sent' ? { kind: 'issued', link: null, expiresAt: link.expiresAt } : outcome;
  }

  /**
   * Mails a link to whoever has this address, if anybody has. Does not wait, nor throw: the caller's answer comes at the same time
   * whether there is such a person or not.
   */
  requestReset(email: string): void {
    void this.mailReset(email).catch((error: unknown) =>
      this.logger.error(`A password reset failed: ${String(error)}`),
    );
  }

  async look(token: string): Promise<LinkState> {
    const found = await this.find(token);
    return found.kind === 'found' ? { kind: 'usable', email: found.user.email, purpose: found.purpose } : found;
  }

  /** Sets the password; the link is void from then on, and so is every other that the person was sent before. */
  async redeem(token: string, password: string): Promise<Redeemed> {
    const found = await this.find(token);
    if (found.kind !== 'found') return found;
    const { id, email, passwordHash } = found.user;
    if (isOwnAddress(password, email)) return { kind: 'own-address' };
    return (await this.users.setPassword({ id, from: passwordHash, to: password }))
      ? { kind: 'set' }
      : { kind: 'void' };
  }

  private async find(token: string) {
    const reading = readPasswordLink(this.signer, token, this.clock.now());
    if (!reading.ok) return { kind: reading.reason === 'expired' ? ('expired' as const) : ('void' as const) };
    const user = await this.users.find(reading.userId);
    if (!user || user.disabledAt || !isBoundTo(reading, user)) return { kind: 'void' as const };
    return { kind: 'found' as const, user, purpose: reading.purpose };
  }

  private async mailReset(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (!user || user.disabledAt) return;
    if (!this.mail.isSetUp) {
      this.logger.warn(
        'A password reset was asked for, and there is no SMTP_URL to send it by: an admin can give out a link',
      );
      return;
    }
    const taken = await this.resets.consume(user.id).catch(() => undefined);
    if (!taken) return;
    const outcome = await this.issue(user);
    if (outcome.kind !== 'issued') this.logger.warn(`A password reset could not be mailed: ${outcome.detail}`);
  }
}
