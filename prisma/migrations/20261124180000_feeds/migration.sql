-- CreateEnum
CREATE TYPE "FeedNoticeKind" AS ENUM ('gone', 'moved', 'duplicate', 'missed-items', 'quiet', 'failing');

-- CreateEnum
CREATE TYPE "WebSubState" AS ENUM ('requested', 'active', 'denied');

-- CreateEnum
CREATE TYPE "OpmlImportOutcome" AS ENUM ('added', 'already-there', 'error');

-- CreateEnum
CREATE TYPE "ArticleState" AS ENUM ('wanted', 'read', 'failed');

-- AlterEnum
ALTER TYPE "FeedState" ADD VALUE 'duplicate';

-- AlterTable
ALTER TABLE "feeds" ADD COLUMN     "body_hash" TEXT,
ADD COLUMN     "duplicate_of_id" UUID,
ADD COLUMN     "final_url" TEXT,
ADD COLUMN     "full_text" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "longest_gap_ms" DOUBLE PRECISION,
ADD COLUMN     "moving_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "moving_to" TEXT,
ADD COLUMN     "newest_item_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_fetch_reason" TEXT,
ADD COLUMN     "polling_hints" JSONB,
ADD COLUMN     "probed_at" TIMESTAMPTZ(3),
ADD COLUMN     "publication_gap_ms" DOUBLE PRECISION,
ADD COLUMN     "validators_work" BOOLEAN;

-- AlterTable
ALTER TABLE "stories" ADD COLUMN     "article_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "article_failure" TEXT,
ADD COLUMN     "article_state" "ArticleState",
ADD COLUMN     "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "enclosures" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "html" TEXT;

-- CreateTable
CREATE TABLE "fetches" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "message" TEXT,
    "final_url" TEXT,
    "duration_ms" INTEGER NOT NULL,
    "bytes" INTEGER,
    "item_count" INTEGER,
    "new_count" INTEGER,
    "changed_count" INTEGER,

    CONSTRAINT "fetches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_moves" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "from_url" TEXT NOT NULL,
    "to_url" TEXT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "feed_moves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_notices" (
    "id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "kind" "FeedNoticeKind" NOT NULL,
    "message" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "feed_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hosts" (
    "name" TEXT NOT NULL,
    "next_fetch_at" TIMESTAMPTZ(3) NOT NULL,
    "throttle_count" INTEGER NOT NULL DEFAULT 0,
    "throttled_at" TIMESTAMPTZ(3),

    CONSTRAINT "hosts_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "websub_subscriptions" (
    "feed_id" UUID NOT NULL,
    "hub_url" TEXT NOT NULL,
    "topic_url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "state" "WebSubState" NOT NULL DEFAULT 'requested',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_push_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "websub_subscriptions_pkey" PRIMARY KEY ("feed_id")
);

-- CreateTable
CREATE TABLE "opml_imports" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opml_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opml_import_lines" (
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "line" INTEGER,
    "title" TEXT,
    "url" TEXT,
    "outcome" "OpmlImportOutcome" NOT NULL,
    "message" TEXT,
    "feed_id" UUID,

    CONSTRAINT "opml_import_lines_pkey" PRIMARY KEY ("import_id","number")
);

-- CreateIndex
CREATE INDEX "fetches_feed_id_id_idx" ON "fetches"("feed_id", "id");

-- CreateIndex
CREATE INDEX "fetches_last_at_idx" ON "fetches"("last_at");

-- CreateIndex
CREATE INDEX "feed_moves_feed_id_id_idx" ON "feed_moves"("feed_id", "id");

-- CreateIndex
CREATE INDEX "feed_notices_feed_id_id_idx" ON "feed_notices"("feed_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "feed_notices_one_open" ON "feed_notices"("feed_id", "kind") WHERE (cleared_at IS NULL);

-- CreateIndex
CREATE INDEX "websub_subscriptions_next_try_at_idx" ON "websub_subscriptions"("next_try_at");

-- CreateIndex
CREATE INDEX "feeds_leased" ON "feeds"("leased_until") WHERE (leased_until IS NOT NULL);

-- CreateIndex
CREATE INDEX "feeds_final_url_idx" ON "feeds"("final_url");

-- CreateIndex
CREATE INDEX "feeds_duplicate_of_id_idx" ON "feeds"("duplicate_of_id");

-- CreateIndex
CREATE INDEX "stories_url_idx" ON "stories" USING HASH ("url");

-- CreateIndex
CREATE INDEX "stories_feed_id_content_hash_idx" ON "stories"("feed_id", "content_hash");

-- CreateIndex
CREATE INDEX "stories_article_wanted" ON "stories"("fetched_at") WHERE (article_state = 'wanted'::"ArticleState");

-- AddForeignKey
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_duplicate_of_id_fkey" FOREIGN KEY ("duplicate_of_id") REFERENCES "feeds"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fetches" ADD CONSTRAINT "fetches_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feeds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_moves" ADD CONSTRAINT "feed_moves_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feeds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_notices" ADD CONSTRAINT "feed_notices_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feeds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "websub_subscriptions" ADD CONSTRAINT "websub_subscriptions_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feeds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opml_import_lines" ADD CONSTRAINT "opml_import_lines_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "opml_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;


