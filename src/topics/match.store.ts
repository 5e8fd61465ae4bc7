import { Injectable } from '@nestjs/common';
import type { Prisma } from '../database/generated/client.js';
import type { Transaction } from '../database/transaction.js';

export interface FoundMatch {
  topicId: string;
  topicVersion: number;
  score: number;
  evidence: Prisma.InputJsonValue;
}

@Injectable()
export class MatchStore {
  /** Leaves exactly these matches on the story: an earlier wording's are replaced, and withdrawn where the new one has none. */
  async replaceMatches(
    transaction: Transaction,
    story: { id: string; revision: number },
    matches: readonly FoundMatch[],
    matchedAt: Date,
  ): Promise<void> {
    await transaction.match.deleteMany({ where: { storyId: story.id } });
    await transaction.match.createMany({
      data: matches.map((match) => ({ ...match, storyId: story.id, storyRevision: story.revision, matchedAt })),
      skipDuplicates: true,
    });
  }
}
