-- CreateEnum
CREATE TYPE "EventRole" AS ENUM ('first', 'copy', 'development', 'correction', 'retraction');

-- CreateEnum
CREATE TYPE "Cadence" AS ENUM ('immediate', 'hourly', 'daily', 'weekly');

-- CreateEnum
CREATE TYPE "UpdatePolicy" AS ENUM ('none', 'digest', 'each');

-- CreateEnum
CREATE TYPE "UpdateKind" AS ENUM ('development', 'correction', 'retraction');

-- DropForeignKey
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_story_id_fkey";

-- DropIndex
DROP INDEX "deliveries_alert_id_target_id_key";

-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "digest_id" UUID,
ADD COLUMN     "snapshot_id" UUID,
ALTER COLUMN "story_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_pkey",
ADD COLUMN     "digest_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "digest_id" UUID,
ADD COLUMN     "update_kind" "UpdateKind",
ADD COLUMN     "story_revision" INTEGER;
UPDATE "decisions" d SET "story_revision" = s."revision" FROM "stories" s WHERE s."id" = d."story_id";
ALTER TABLE "decisions" ALTER COLUMN "story_revision" SET NOT NULL,
ADD CONSTRAINT "decisions_pkey" PRIMARY KEY ("subscription_id", "story_id", "story_revision");

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "digest_id" UUID,
ADD COLUMN     "held_back" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "notice_id" UUID,
ADD COLUMN     "reference" TEXT,
ADD COLUMN     "scheduled_at" TIMESTAMPTZ(3),
ADD COLUMN     "update_id" UUID;
UPDATE "deliveries" SET "scheduled_at" = "created_at";
ALTER TABLE "deliveries" ALTER COLUMN "scheduled_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "stories" ADD COLUMN     "event_role" "EventRole",
ADD COLUMN     "like_story_id" UUID,
ADD COLUMN     "likeness" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "subscribers" ADD COLUMN     "is_operator" BOOLEAN NOT NULL DEFAULT false;
-- The desk that a new installation begins with.
UPDATE "subscribers" SET "is_operator" = true WHERE "id" = (SELECT "id" FROM "subscribers" ORDER BY "id" LIMIT 1);

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "cadence" "Cadence" NOT NULL DEFAULT 'immediate',
ADD COLUMN     "digest_time" TEXT NOT NULL DEFAULT '08:00',
ADD COLUMN     "digest_weekday" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "feed_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "max_per_hour" INTEGER,
ADD COLUMN     "minimum_sources" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "quiet_from" TEXT,
ADD COLUMN     "quiet_until" TEXT,
ADD COLUMN     "source_kinds" "SourceKind"[] DEFAULT ARRAY[]::"SourceKind"[],
ADD COLUMN     "update_policy" "UpdatePolicy" NOT NULL DEFAULT 'each';

-- AlterTable
ALTER TABLE "targets" ADD COLUMN     "can_edit" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "failure_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "owner_id" UUID;

-- CreateTable
CREATE TABLE "story_bands" (
    "hash" INTEGER NOT NULL,
    "story_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "story_bands_pkey" PRIMARY KEY ("hash","story_id")
);

-- CreateTable
CREATE TABLE "send_gates" (
    "address_hash" TEXT NOT NULL,
    "next_send_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "send_gates_pkey" PRIMARY KEY ("address_hash")
);

-- CreateTable
CREATE TABLE "target_notices" (
    "id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "message" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "target_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "silences" (
    "id" UUID NOT NULL,
    "subscription_id" UUID,
    "topic_id" UUID,
    "feed_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "silences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "id" UUID NOT NULL,
    "story_id" UUID,
    "story_revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("id")
);

-- What was told before is kept as it stands now.
INSERT INTO "snapshots" ("id", "story_id", "story_revision", "content", "taken_at")
SELECT gen_random_uuid(), s."id", s."revision",
  jsonb_build_object(
    'story', jsonb_build_object('title', s."title", 'text', s."text", 'url', s."url", 'sourceName', f."title", 'sourceKind', replace(f."source_kind"::text, '_', '-'),
                                'language', s."language", 'publishedAt', to_char(s."published_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'isSample', f."is_sample"),
    'matches', coalesce((SELECT jsonb_agg(jsonb_build_object('topicId', t."id", 'slug', t."slug", 'name', t."name", 'score', m."score", 'evidence', m."evidence"))
                         FROM "matches" m JOIN "topics" t ON t."id" = m."topic_id" WHERE m."story_id" = s."id"), '[]'),
    'entities', coalesce((SELECT jsonb_object_agg(e."slug", e."name") FROM "entities" e
                          WHERE e."slug" IN (SELECT v->>'entity' FROM "matches" m, jsonb_array_elements(m."evidence") v WHERE m."story_id" = s."id")), '{}')),
  min(a."created_at")
FROM "alerts" a JOIN "stories" s ON s."id" = a."story_id" JOIN "feeds" f ON f."id" = s."feed_id"
GROUP BY s."id", f."id";
UPDATE "alerts" a SET "snapshot_id" = n."id" FROM "snapshots" n WHERE n."story_id" = a."story_id";
ALTER TABLE "alerts" ALTER COLUMN "snapshot_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "alert_updates" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" "UpdateKind" NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "corrected_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digests" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bounces" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "is_final" BOOLEAN NOT NULL,
    "detail" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bounces_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "story_bands_story_id_idx" ON "story_bands"("story_id");

-- CreateIndex
CREATE INDEX "story_bands_seen_at_idx" ON "story_bands"("seen_at");

-- CreateIndex
CREATE INDEX "target_notices_target_id_idx" ON "target_notices"("target_id");

-- CreateIndex
CREATE INDEX "silences_ends_at_idx" ON "silences"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_story_id_story_revision_key" ON "snapshots"("story_id", "story_revision");

-- CreateIndex
CREATE INDEX "alert_updates_snapshot_id_idx" ON "alert_updates"("snapshot_id");

-- CreateIndex
CREATE INDEX "alert_updates_corrected_id_idx" ON "alert_updates"("corrected_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_updates_alert_id_snapshot_id_key" ON "alert_updates"("alert_id", "snapshot_id");

-- CreateIndex
CREATE UNIQUE INDEX "digests_subscription_id_due_at_key" ON "digests"("subscription_id", "due_at");

-- CreateIndex
CREATE INDEX "bounces_delivery_id_idx" ON "bounces"("delivery_id");

-- CreateIndex
CREATE INDEX "alerts_subscription_id_created_at_idx" ON "alerts"("subscription_id", "created_at");

-- CreateIndex
CREATE INDEX "alerts_event_id_idx" ON "alerts"("event_id");

-- CreateIndex
CREATE INDEX "alerts_story_id_idx" ON "alerts"("story_id");

-- CreateIndex
CREATE INDEX "alerts_snapshot_id_idx" ON "alerts"("snapshot_id");

-- CreateIndex
CREATE INDEX "alerts_digest_id_idx" ON "alerts"("digest_id");

-- CreateIndex
CREATE INDEX "decisions_alert_id_idx" ON "decisions"("alert_id");

-- CreateIndex
CREATE INDEX "decisions_awaiting_digest" ON "decisions"("digest_due_at", "subscription_id") WHERE (digest_due_at IS NOT NULL AND digest_id IS NULL);

-- CreateIndex
CREATE INDEX "deliveries_alert_id_idx" ON "deliveries"("alert_id");

-- CreateIndex
CREATE INDEX "deliveries_held_back" ON "deliveries"("target_id", "created_at") WHERE (held_back);

-- CreateIndex
CREATE INDEX "deliveries_under_way" ON "deliveries"("target_id", "leased_until") WHERE (state = 'sending'::"DeliveryState");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_one_alert" ON "deliveries"("alert_id", "target_id") WHERE (kind = 'alert'::"DeliveryKind");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_one_edit_waiting" ON "deliveries"("alert_id", "target_id") WHERE (kind = 'edit'::"DeliveryKind" AND state = 'pending'::"DeliveryState");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_one_update" ON "deliveries"("update_id", "target_id") WHERE (update_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_one_digest" ON "deliveries"("digest_id", "target_id") WHERE (digest_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_one_notice" ON "deliveries"("notice_id", "target_id") WHERE (notice_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "mailbox_messages_target_id_idx" ON "mailbox_messages"("target_id");

-- CreateIndex
CREATE UNIQUE INDEX "topics_owner_id_key" ON "topics"("owner_id");

-- AddForeignKey
ALTER TABLE "story_bands" ADD CONSTRAINT "story_bands_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "stories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target_notices" ADD CONSTRAINT "target_notices_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "targets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feeds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "stories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "stories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_updates" ADD CONSTRAINT "alert_updates_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_updates" ADD CONSTRAINT "alert_updates_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_updates" ADD CONSTRAINT "alert_updates_corrected_id_fkey" FOREIGN KEY ("corrected_id") REFERENCES "snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "alert_updates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "target_notices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bounces" ADD CONSTRAINT "bounces_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a delivery tells of follows from its kind, and is one thing.
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_kind_has_subject";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_kind_has_subject" CHECK (
  ("kind" IN ('alert', 'update', 'edit')) = ("alert_id" IS NOT NULL)
  AND ("kind" = 'update') = ("update_id" IS NOT NULL)
  AND ("kind" = 'digest') = ("digest_id" IS NOT NULL)
  AND ("kind" = 'notice') = ("notice_id" IS NOT NULL));

-- Both ends of the quiet hours, or none.
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_quiet_hours" CHECK (("quiet_from" IS NULL) = ("quiet_until" IS NULL));
ALTER TABLE "silences" ADD CONSTRAINT "silences_subject" CHECK ("topic_id" IS NOT NULL OR "feed_id" IS NOT NULL);
ALTER TABLE "silences" ADD CONSTRAINT "silences_times" CHECK ("ends_at" > "starts_at");
