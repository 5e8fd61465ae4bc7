import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../../database/prisma.store.js';

@Injectable()
export class KnownFeedStore {
  constructor(private readonly prisma: PrismaStore) {}

  /**
   * Which feeds have these addresses, as their own or as where it leads: ids by address. `http` and `https`, and a slash at the
   * end, make no difference.
   */
  async findByAddresses(addresses: readonly string[]): Promise<Map<string, string>> {
    const wanted = addresses.flatMap(formsOf);
    const feeds = await this.prisma.feed.findMany({
      where: { OR: [{ url: { in: wanted } }, { finalUrl: { in: wanted } }] },
      select: { id: true, url: true, finalUrl: true },
      // A feed that was found to be another's double is the worse answer; the last one stays.
      orderBy: [{ duplicateOfId: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    });
    const byBareForm = new Map(
      feeds.flatMap(({ id, url, finalUrl }) => [url, finalUrl ?? url].map((stored) => [bareForm(stored), id] as const)),
    );
    return new Map(
      addresses.flatMap((address) => {
        const id = byBareForm.get(bareForm(address));
        return id === undefined ? [] : [[address, id] as const];
      }),
    );
  }
}

function formsOf(address: string): string[] {
  const bare = bareForm(address);
  return ['https://', 'http://'].flatMap((scheme) => [`${scheme}${bare}`, `${scheme}${bare}/`]);
}

function bareForm(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}
