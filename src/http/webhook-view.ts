import { toRfc3339 } from '../publish/facts.ts'
import type { Delivery, Webhook } from '../store/push-webhooks.ts'

/** A webhook as the API shows it; never its secret. `cursor` is one of /api/changes. */
export function toWebhookJson(webhook: Webhook, epoch: string) {
  const { id, url, channel, kinds, cursor, paused, reason, failures, created } = webhook
  return {
    id: String(id),
    url,
    channel,
    kinds,
    paused,
    ...(reason === null ? {} : { reason }),
    failures,
    cursor: `${epoch}.${cursor}`,
    created: toRfc3339(created),
  }
}

/** One attempt. `took` is in milliseconds. */
export function toDeliveryJson({ event, kind, at, took, status, fault }: Delivery) {
  return {
    event,
    kind,
    at: toRfc3339(at),
    took,
    outcome: fault === null ? 'delivered' : 'failed',
    ...(status === null ? {} : { status }),
    ...(fault === null ? {} : { reason: fault }),
  }
}
