"""The page: view models in pure Python, and the thin Streamlit pages that show them."""
