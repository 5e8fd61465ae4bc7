import { join } from 'node:path';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { html } from '../../api/html.js';
import { notFound } from '../../api/problem.exception.js';
import { InArea, OpenToAll } from '../../auth/auth.guard.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { projectRoot } from '../../config/project-root.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { FeedStore } from '../feed.store.js';
import { loadSampleStories, renderSampleWire, type SampleStory } from './sample-wire.js';

/** A small feed that shows the whole way from a story to an alert, with no internet. Marked as sample wherever it appears. */
@ApiTags('sample-wire')
@InArea('feeds')
@Controller()
export class SampleWireController {
  private stories: SampleStory[] | undefined;

  constructor(
    private readonly feeds: FeedStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('sample-wire.xml')
  @OpenToAll()
  @ApiExcludeEndpoint()
  @Header('Content-Type', 'application/rss+xml; charset=utf-8')
  async feed(): Promise<string> {
    const feed = await this.feeds.findSample();
    if (!feed) throw notFound('sample wire');
    return renderSampleWire(this.sampleStories(), {
      startedAt: feed.createdAt,
      now: this.clock.now(),
      siteUrl: this.settings.PUBLIC_URL,
    });
  }

  @Get('sample-wire/:id')
  @OpenToAll()
  @ApiExcludeEndpoint()
  @Header('Content-Type', 'text/html; charset=utf-8')
  story(@Param('id') id: string): string {
    const story = this.sampleStories().find((candidate) => candidate.id === id);
    if (!story) throw notFound('sample story');
    const paragraphs = story.text.split('\n').map((paragraph) => html`<p>${paragraph}</p>`);
    return html`<!doctype html>
      <html lang="${story.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${story.title} · Wirewatch sample wire</title>
          <style>
            :root {
              color-scheme: light dark;
            }
            body {
              font:
                18px/1.55 system-ui,
                sans-serif;
              max-width: 38rem;
              margin: 8vh auto;
              padding: 0 1.25rem;
            }
            small {
              display: inline-block;
              border: 1px solid;
              border-radius: 0.3rem;
              padding: 0.1rem 0.5rem;
            }
          </style>
        </head>
        <body>
          <article>
            <small>Sample story, not real news</small>
            <h1>${story.title}</h1>
            ${paragraphs}
          </article>
        </body>
      </html> `.markup;
  }

  @Delete('sample-wire')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove the sample wire, with its stories and alerts' })
  @ApiNoContentResponse()
  async remove(): Promise<void> {
    const feed = await this.feeds.findSample();
    if (!feed || !(await this.feeds.deleteSample(feed.id))) throw notFound('sample wire');
  }

  private sampleStories(): SampleStory[] {
    this.stories ??= loadSampleStories(join(projectRoot, 'prisma/seed/sample-wire.yaml'));
    return this.stories;
  }
}
