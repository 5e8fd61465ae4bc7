import { Inject, Injectable } from '@nestjs/common';
import { SECRET_BOX, type SecretBox } from '../auth/secret-box.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';

/** As long as a client may reasonably try again. */
const KEPT_MS = 24 * 60 * 60_000;
/** A request that has not ended by then ended with its process. */
const ABANDONED_MS = 2 * 60_000;

/** An answer as it was given: its status, the headers that say more than the body, the body. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export type KeyClaim =
  { kind: 'ours' } | { kind: 'under-way' } | { kind: 'other-request' } | { kind: 'answered'; answer: KeptAnswer };

export interface KeyedRequest {
  actor: string;
  key: string;
  /** All that it asks. */
  request: string;
}

/** Which requests with an `Idempotency-Key` are under way or were answered: kept for a day, answers encrypted. */
@Injectable()
export class IdempotencyStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of several claims of one key at once one is `ours`. */
  async claim({ actor, key, request }: KeyedRequest): Promise<KeyClaim> {
    // With a key of ours: a request may hold a password, and no plain hash of it shall lie here to be guessed at.
    const requestHash = this.box.digest(request);
    const now = this.clock.now();
    await this.prisma.idempotencyKey.deleteMany({ where: { expiresAt: { lte: now } } });
    const abandonedBefore = new Date(now.getTime() - ABANDONED_MS);
    const claimed = await this.prisma.$executeRaw`
      INSERT INTO idempotency_keys AS kept (actor, key, request_hash, started_at, expires_at)
      VALUES (${actor}, ${key}, ${requestHash}, ${now}, ${new Date(now.getTime() + KEPT_MS)})
      ON CONFLICT (actor, key) DO UPDATE SET started_at = EXCLUDED.started_at, expires_at = EXCLUDED.expires_at
      WHERE kept.status IS NULL AND kept.request_hash = EXCLUDED.request_hash AND kept.started_at < ${abandonedBefore}`;
    if (claimed > 0) return { kind: 'ours' };
    const kept = await this.prisma.idempotencyKey.findUnique({ where: { actor_key: { actor, key } } });
    // Released in this moment: the next try finds it free.
    if (!kept) return { kind: 'under-way' };
    if (kept.requestHash !== requestHash) return { kind: 'other-request' };
    if (kept.status === null || kept.response === null) return { kind: 'under-way' };
    return { kind: 'answered', answer: JSON.parse(this.box.open(kept.response)) as KeptAnswer };
  }

  async keep({ actor, key }: KeyedRequest, answer: KeptAnswer): Promise<void> {
    await this.prisma.idempotencyKey.updateMany({
      where: { actor, key },
      data: { status: answer.status, response: this.box.seal(JSON.stringify(answer)) },
    });
  }

  /** After a request that failed: it may be mended and sent again. */
  async release({ actor, key }: KeyedRequest): Promise<void> {
    await this.prisma.idempotencyKey.deleteMany({ where: { actor, key, status: null } });
  }
}
