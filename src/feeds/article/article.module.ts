import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { ARTICLE_EXTRACTOR, type ArticleExtractor } from './article.js';
import { createArticleExtractor } from './article-extractor.js';

/**
 * Takes web pages; gives the articles in them, or why there is none. No page can slow down, crash or outgrow the process.
 */
@Module({
  providers: [{ provide: ARTICLE_EXTRACTOR, useFactory: () => createArticleExtractor() }],
  exports: [ARTICLE_EXTRACTOR],
})
export class ArticleModule implements OnModuleDestroy {
  constructor(@Inject(ARTICLE_EXTRACTOR) private readonly extractor: ArticleExtractor) {}

  async onModuleDestroy(): Promise<void> {
    await this.extractor.close();
  }
}
