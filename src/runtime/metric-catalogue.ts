// Every figure that the line shows, with what it means and which values its labels may have. Must not know who counts.

/**
 * What a label's value may be: one of a list, a name of the content that is open (`topic`, `country`, `step`, `team`), the name of
 * a channel, a call of the store, or a code of ours. Whatever else arrives is counted as `other`.
 */
export type LabelKind =
  | readonly string[]
  | 'topic'
  | 'country'
  | 'step'
  | 'team'
  | 'channel'
  | 'channel-state'
  | 'line'
  | 'version'
  | 'code';

export type Metric = {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels?: Readonly<Record<string, LabelKind>>;
};

export const STORE_CALLS = [
  ...['enter', 'commit', 'claim', 'outbox', 'abandoned', 'sent'],
  ...['append', 'journal', 'watch', 'erase', 'ping', 'report'],
] as const;

const CALL = { call: STORE_CALLS } as const;
const TOPIC = { topic: 'topic' } as const;

const RESULT = ['sent', 'wait', 'gone', 'refused', 'failed', 'timeout'] as const;

export const METRICS = {
  waypost_info: {
    type: 'gauge',
    help: 'Always 1; which line is open and which release runs.',
    labels: { line: 'line', version: 'version' },
  },
  waypost_ready: { type: 'gauge', help: '1 while the line can take messages, as /health/ready says.' },
  waypost_received_total: {
    type: 'counter',
    help: 'Messages that channels brought: taken in, seen before, from somebody too fast, or refused because store or line could not.',
    labels: { channel: 'channel', result: ['accepted', 'duplicate', 'too-fast', 'refused'] },
  },
  waypost_receiving: { type: 'gauge', help: 'Messages that wait now to be taken in by this process.' },
  waypost_turns_total: {
    type: 'counter',
    help: 'Messages that were dealt with and committed.',
    labels: { channel: 'channel' },
  },
  waypost_turn_duration_seconds: {
    type: 'histogram',
    help: 'From the arrival of a message until its answer was committed.',
    labels: { channel: 'channel' },
  },
  waypost_think_duration_seconds: {
    type: 'histogram',
    help: 'Understanding, stepping and rendering of one message; nothing else of the process runs meanwhile.',
  },
  waypost_backlog: {
    type: 'gauge',
    help: 'Messages that this process took in and whose answer is not committed yet.',
  },
  waypost_leases_lost_total: {
    type: 'counter',
    help: 'Commits that were refused because another process had taken the conversation over.',
  },
  waypost_dead_letters_total: {
    type: 'counter',
    help: 'Messages that were given up after all tries; the person got an apology where one could be sent.',
    labels: { reason: ['unreadable', 'no-channel', 'holders-died', 'exception', 'other'] },
  },
  waypost_sends_total: {
    type: 'counter',
    help: 'Sends by what became of them; on web chat, parts written into the journal.',
    labels: { channel: 'channel', result: RESULT },
  },
  waypost_send_duration_seconds: {
    type: 'histogram',
    help: 'How long a channel took to answer one send.',
    labels: { channel: 'channel' },
  },
  waypost_channel_up: {
    type: 'gauge',
    help: '1 for a channel that works, 0 for one that is starting, wrong or in trouble; none for one that is off.',
    labels: { channel: 'channel' },
  },
  waypost_channel_state: {
    type: 'gauge',
    help: 'Always 1; the channel says its state in one word.',
    labels: { channel: 'channel', state: 'channel-state' },
  },
  waypost_store_up: { type: 'gauge', help: '1 while the store answers.' },
  waypost_store_duration_seconds: {
    type: 'histogram',
    help: 'How long the store took to answer one call.',
    labels: CALL,
  },
  waypost_store_failures_total: {
    type: 'counter',
    help: 'Calls that the store did not answer well.',
    labels: CALL,
  },
  waypost_store_held: {
    type: 'gauge',
    help: 'Conversations that some process works on now, of all processes.',
  },
  waypost_store_overdue: {
    type: 'gauge',
    help: 'Conversations whose process has been silent for longer than its lease; a sweep takes them over.',
  },
  waypost_outboxes: {
    type: 'gauge',
    help: 'Conversations with answers still to be sent, of all processes.',
  },
  waypost_outbox_age_seconds: {
    type: 'gauge',
    help: 'How long the least lucky of them has had no progress.',
  },
  waypost_store_memory_ratio: {
    type: 'gauge',
    help: 'Used memory of Redis as a share of maxmemory or, without one, of its machine.',
  },
  waypost_store_warning: {
    type: 'gauge',
    help: '1 while a setting of Redis endangers a promise.',
    labels: {
      code: ['store/no-aof', 'store/aof-not-always', 'store/evicts', 'store/memory', 'store/settings-hidden'],
    },
  },
  waypost_topics_total: { type: 'counter', help: 'Topics that were opened.', labels: TOPIC },
  waypost_intents_total: {
    type: 'counter',
    help: 'Wishes that were heard: menu, person, delete and others.',
    labels: {
      intent: [
        ...['menu', 'back', 'language', 'person', 'mydata', 'delete', 'stop', 'restart', 'help', 'other'],
      ],
    },
  },
  waypost_decisions_total: {
    type: 'counter',
    help: 'What was decided about a text: a danger answered, a wish done, a topic answered, some offered, or the menu.',
    labels: { decision: ['fixed-text', 'intent', 'answer', 'offer', 'menu'] },
  },
  waypost_unanswered_total: {
    type: 'counter',
    help: 'Texts that were not understood, by the step that waited.',
    labels: { step: 'step' },
  },
  waypost_danger_answers_total: {
    type: 'counter',
    help: 'Fixed answers to danger, by topic.',
    labels: TOPIC,
  },
  waypost_gaps_total: {
    type: 'counter',
    help: 'Questions for which the directory has no service; only the country, never the town.',
    labels: { topic: 'topic', country: 'country' },
  },
  waypost_withheld_total: {
    type: 'counter',
    help: 'Answers that held money back because no business support covers the place.',
    labels: { why: ['no-pair', 'other'], topic: 'topic', country: 'country' },
  },
  waypost_feedback_total: {
    type: 'counter',
    help: 'Answers to "was this useful?".',
    labels: { topic: 'topic', answer: ['yes', 'no', 'other'] },
  },
  waypost_hand_offs_total: {
    type: 'counter',
    help: 'People who were shown a desk of advisers.',
    labels: { team: 'team' },
  },
  waypost_rate_notices_total: {
    type: 'counter',
    help: 'Times that somebody who wrote too fast was asked to slow down.',
    labels: { channel: 'channel' },
  },
  waypost_events_total: {
    type: 'counter',
    help: 'What else happened, by who says it and our code for it.',
    labels: { what: 'code', code: 'code' },
  },
  waypost_services: {
    type: 'gauge',
    help: 'Services of the directory by the age of what is known of them; stale, aged and ended ones are not shown.',
    labels: { freshness: ['fresh', 'call-first', 'unconfirmed', 'stale', 'aged', 'ended'] },
  },
  waypost_service_check_age_days: {
    type: 'gauge',
    help: 'Days since the last check of any service, of the middle one, and of the oldest check; of those checked at all.',
    labels: { which: ['newest', 'median', 'oldest'] },
  },
  waypost_content_loaded_timestamp_seconds: {
    type: 'gauge',
    help: 'When the content in use was loaded.',
  },
  waypost_content_problems: {
    type: 'gauge',
    help: 'Errors in the newest edit, which is not in use because of them; 0 when the newest edit is in use.',
  },
  waypost_drafts: {
    type: 'gauge',
    help: 'Languages whose texts no native speaker has reviewed yet.',
  },
  waypost_http_responses_total: {
    type: 'counter',
    help: 'Answers of the web server by class.',
    labels: { class: ['2xx', '3xx', '4xx', '5xx', 'other'] },
  },
  waypost_spans_lost_total: {
    type: 'counter',
    help: 'Trace spans that the collector did not take; only with OTEL_EXPORTER_OTLP_ENDPOINT.',
  },
  process_resident_memory_bytes: { type: 'gauge', help: 'Memory of this process.' },
  process_cpu_seconds_total: { type: 'counter', help: 'Processor time of this process.' },
  process_start_time_seconds: { type: 'gauge', help: 'When this process started.' },
  nodejs_heap_size_used_bytes: { type: 'gauge', help: 'Heap in use.' },
  nodejs_eventloop_lag_p99_seconds: {
    type: 'gauge',
    help: 'Delay of the event loop that 99 of 100 moments stay below, since the figure was last read.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;

/** Upper bounds of the histograms' buckets, in seconds. */
export const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;
