/** The screen of each kind of step. They fill in the draft; the check-in around them does the rest. */
import type { Component } from 'vue'
import type { StepKind } from '../../steps'
import DetailsStep from './DetailsStep.vue'
import FeelStep from './FeelStep.vue'
import HelpStep from './HelpStep.vue'
import LookStep from './LookStep.vue'
import PhotoStep from './PhotoStep.vue'
import PlaceStep from './PlaceStep.vue'
import QuestionStep from './QuestionStep.vue'
import SignatureStep from './SignatureStep.vue'

export const SCREENS: Record<StepKind, Component> = {
  feel: FeelStep,
  help: HelpStep,
  details: DetailsStep,
  question: QuestionStep,
  photo: PhotoStep,
  place: PlaceStep,
  signature: SignatureStep,
  look: LookStep
}
