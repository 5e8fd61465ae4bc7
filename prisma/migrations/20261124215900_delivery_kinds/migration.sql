-- Apart from what uses them: PostgreSQL lets no transaction use a value that it has added itself.
ALTER TYPE "DeliveryKind" ADD VALUE 'update';
ALTER TYPE "DeliveryKind" ADD VALUE 'edit';
ALTER TYPE "DeliveryKind" ADD VALUE 'digest';
ALTER TYPE "DeliveryKind" ADD VALUE 'notice';
ALTER TYPE "DeliveryState" ADD VALUE 'bounced';
