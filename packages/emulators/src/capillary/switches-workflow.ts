import type { SwitchTable } from '../core/switches.js'

/** What happens to a tier on its way from draft to published. */
export const workflowSwitches = {
  wrong_state_status: {
    meaning: 'the status of submitting or reviewing a tier whose state does not allow it',
    default: 409,
    allowed: [409, 400],
    source: 'Submit Tier for Approval and Approve or Reject Tier pages (error tables not readable)',
  },
  bad_approval_status_code: {
    meaning: 'the error number of an approvalStatus that is neither APPROVE nor REJECT',
    default: 999_999,
    allowed: [999_999, 400],
    source: 'Approve or Reject Tier page (error table not readable)',
  },
  self_approval: {
    meaning: 'whether the one who made a tier may also review it',
    default: 'allowed',
    allowed: ['allowed', 'refused'],
    source: 'Approve or Reject Tier page',
  },
  approvals_without_program: {
    meaning: 'what the approvals queue does without programId: refuse with 9003, or show every program',
    default: 'refused',
    allowed: ['refused', 'all_programs'],
    source: 'List Pending Tier Approvals page (says required)',
  },
  revalidation: {
    meaning: "when the program's rules are checked again after the create",
    default: 'submit_and_approve',
    allowed: ['submit_and_approve', 'approve', 'never'],
    source: 'Submit Tier for Approval and Approve or Reject Tier pages',
  },
  rejected_status: {
    meaning: 'where a rejection leads: back to DRAFT, or to REJECTED',
    default: 'DRAFT',
    allowed: ['DRAFT', 'REJECTED'],
    source: 'Approve or Reject Tier page (says DRAFT), Create Tier page (lists REJECTED)',
  },
  rejection_comment: {
    meaning: 'how long a record shows the comment of its rejection',
    default: 'until_next_submit',
    allowed: ['until_next_submit', 'always'],
    source: 'Approve or Reject Tier page',
  },
  edit_of_pending: {
    meaning: 'what an edit does to a tier that is pending approval',
    default: 'stays_pending',
    allowed: ['stays_pending', 'returns_to_draft'],
    source: 'Update Tier page',
  },
  edit_of_rejected: {
    meaning: 'what an edit does to a rejected tier',
    default: 'returns_to_draft',
    allowed: ['returns_to_draft', 'stays_rejected'],
    source: 'Update Tier page',
  },
  edit_of_published_with_draft: {
    meaning: 'what an edit of a published tier does that has a draft already: conflict, or change the draft',
    default: 'conflict',
    allowed: ['conflict', 'edits_draft'],
    source: 'Update Tier page, and error TIER_DRAFT_EXISTS of the Create Tier page',
  },
  publishing: {
    meaning:
      'whether the loyalty engine takes an approved tier; if not, it becomes PUBLISH_FAILED with a 500',
    default: 'succeeds',
    allowed: ['succeeds', 'fails'],
    source: 'Create Tier page, status (lists PUBLISH_FAILED)',
  },
  superseded_version: {
    meaning: 'whether a version that a later one replaced (SNAPSHOT) is shown by list and get',
    default: 'hidden',
    allowed: ['hidden', 'shown'],
    source: 'Create Tier page, status (lists SNAPSHOT)',
  },
  published_origin: {
    meaning: 'the origin of a published tier that was made by the API and has no draft',
    default: 'BOTH',
    allowed: ['BOTH', 'MONGO_ONLY'],
    source: 'Create Tier page, origin (has no value for it)',
  },
} as const satisfies SwitchTable
