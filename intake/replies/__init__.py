"""An answer in the making: templates, drafts, who approves it, and what is asked once more before it goes."""
